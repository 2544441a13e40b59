import { count } from "./number-format.js";

/** A message in the log of a GitHub Actions job that shows as an annotation. */
export interface Annotation {
  readonly title: string;
  readonly message: string;
  /** That it is about; shown where the pull request changes it. */
  readonly file?: string;
}

export type AnnotationLevel = "error" | "warning" | "notice";

/** GitHub shows ten of a level from one step and drops the others. */
const MOST_SHOWN = 10;

/**
 * Workflow commands of one level, a line each; where there are more than GitHub shows, the last one counts the rest.
 *
 * @param rest where those are that are not shown: the title of the last, and the end of its message
 */
export function workflowCommands(
  level: AnnotationLevel,
  all: readonly Annotation[],
  rest: { readonly title: string; readonly where: string },
): string[] {
  const shown = all.length <= MOST_SHOWN ? all : all.slice(0, MOST_SHOWN - 1);
  const hidden = all.length - shown.length;
  const more = { title: rest.title, message: `${count(hidden)} more, ${rest.where}.` };
  return [...shown, ...(hidden > 0 ? [more] : [])].map(({ title, message, file }: Annotation) => {
    const place = file === undefined ? "" : `file=${escapeProperty(file)},`;
    return `::${level} ${place}title=${escapeProperty(title)}::${escapeMessage(message)}\n`;
  });
}

/** As the runner unescapes it ("Workflow commands for GitHub Actions"; actions/toolkit, core/src/command.ts). */
function escapeMessage(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function escapeProperty(text: string): string {
  return escapeMessage(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
