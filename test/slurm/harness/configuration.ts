/** Where a cluster of one machine keeps its things, and who it is. */
export interface Place {
  readonly folder: string;
  /** The machine's own name, without a domain. */
  readonly host: string;
  readonly user: string;
  readonly ports: readonly [controller: number, node: number];
}

/** More than the machine may have: nothing is bound to a processor, and all tasks of a test are to run at once. */
export const CPUS = 8;

/**
 * slurm.conf of a cluster of one machine, which needs neither systemd nor control groups, keeps everything in its folder,
 * and looks for what it may start every second.
 */
export const slurmConf = ({ folder, host, user, ports }: Place): string => `
ClusterName=abrsim
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=${ports[0]}
SlurmdPort=${ports[1]}
SlurmUser=${user}
SlurmdUser=${user}
AuthType=auth/munge
AuthInfo=socket=${folder}/munge.socket
CredType=cred/munge
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd.pid
ProctrackType=proctrack/pgid
TaskPlugin=task/none
JobAcctGatherType=jobacct_gather/none
AccountingStorageType=accounting_storage/none
MpiDefault=none
SwitchType=switch/none
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_interval=1,bf_interval=1
KillWait=2
MailProg=/bin/true
SlurmdParameters=config_overrides
NodeName=${host} NodeAddr=127.0.0.1 CPUs=${CPUS} RealMemory=65536
PartitionName=main Nodes=ALL Default=YES
`;
