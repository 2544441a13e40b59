/*
 * Measures session.c. The inputs come in a file of doubles, in the order in which `read_case` takes them. It then takes orders,
 * one a line: "run SECONDS" answers with segments a second of processor time, "log FILE" writes the log of a session as doubles.
 */
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#include "session.h"

static const double *next;

static const double *take(int count) {
  const double *from = next;
  next += count;
  return from;
}

static double *read_file(const char *path) {
  FILE *file = fopen(path, "rb");
  if (!file) exit(1);
  fseek(file, 0, SEEK_END);
  size_t bytes = (size_t)ftell(file);
  rewind(file);
  double *values = malloc(bytes);
  if (fread(values, 1, bytes, file) != bytes) exit(1);
  fclose(file);
  return values;
}

static Case read_case(const char *path) {
  next = read_file(path);
  Case c;
  c.segments = (int)*take(1);
  c.levels = (int)*take(1);
  c.rows = (int)*take(1);
  c.startup_buffer = *take(1);
  c.resume_buffer = *take(1);
  c.max_buffer = *take(1);
  c.starved_after = *take(1);
  c.rtt = *take(1);
  c.period = *take(1);
  c.bits_per_period = *take(1);
  c.bb.reservoir = *take(1);
  c.bb.cushion = *take(1);
  c.bb.first_level = (int)*take(1);
  c.durations = take(c.segments);
  c.sizes = take(c.segments * c.levels);
  c.bandwidths = take(c.rows);
  c.ends = take(c.rows);
  return c;
}

#define COLUMN(name, rows) log.name = malloc((size_t)(rows) * sizeof *log.name)

static Log make_log(int segments) {
  Log log;
  COLUMN(segment, segments);
  COLUMN(level, segments);
  COLUMN(size, segments);
  COLUMN(received, segments);
  COLUMN(decided, segments);
  COLUMN(requested, segments);
  COLUMN(first_byte, segments);
  COLUMN(finished, segments);
  COLUMN(buffer_before, segments);
  COLUMN(buffer_after, segments);
  COLUMN(estimate, segments);
  COLUMN(outcome, segments);
  COLUMN(reason, segments);
  /* A segment brings a stall and its end at most. */
  COLUMN(time, 2 * segments + 4);
  COLUMN(position, 2 * segments + 4);
  COLUMN(rate, 2 * segments + 4);
  COLUMN(state, 2 * segments + 4);
  return log;
}

static void write_log(const Log *log, double ended, const char *path) {
  FILE *file = fopen(path, "wb");
  if (!file) exit(1);
  const double head[] = {log->requests, log->states, ended};
  fwrite(head, sizeof *head, 3, file);
  for (int i = 0; i < log->requests; i++) {
    const double row[] = {log->segment[i],       log->level[i],        log->size[i],     log->received[i],
                          log->decided[i],       log->requested[i],    log->first_byte[i], log->finished[i],
                          log->buffer_before[i], log->buffer_after[i], log->estimate[i], log->outcome[i]};
    fwrite(row, sizeof row, 1, file);
  }
  for (int i = 0; i < log->states; i++) {
    const double row[] = {log->time[i], log->state[i], log->position[i], log->rate[i]};
    fwrite(row, sizeof row, 1, file);
  }
  fclose(file);
}

static double processor_time(void) {
  struct timespec time;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static double measure(const Case *c, Log *log, double seconds) {
  double started = processor_time(), spent = 0, segments = 0;
  while (spent < seconds) {
    for (int session = 0; session < 100; session++) {
      simulate(c, log);
      segments += log->requests;
    }
    spent = processor_time() - started;
  }
  return segments / spent;
}

int main(int count, char **arguments) {
  if (count != 2) return 2;
  const Case c = read_case(arguments[1]);
  Log log = make_log(c.segments);
  char order[8], operand[4096];
  while (scanf("%7s %4095s", order, operand) == 2) {
    if (order[0] == 'r')
      printf("%.0f\n", measure(&c, &log, atof(operand)));
    else {
      double ended = simulate(&c, &log);
      write_log(&log, ended, operand);
      printf("written\n");
    }
    fflush(stdout);
  }
  return 0;
}
