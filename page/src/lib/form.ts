/** What a form asks, line by line. */

export type Options = [string, string][];

export interface Ask {
  name: string;
  words: string;
  /** What stands there until one writes or chooses. */
  value?: string;
  /** Choices as [value, words]; without any it is a line to write on. */
  options?: Options;
  /** Whether the choices are all in sight, for whoever chooses by a letter. */
  listed?: boolean;
  /** Names that are offered while one writes. */
  names?: string[];
  kind?: 'text' | 'date';
  hint?: string;
  needed?: boolean;
  /** How it has to be written. */
  written?: { pattern: string; title: string; placeholder: string };
  /** Words marked in the text that stand here in place of what one would write. */
  taken?: { words: string; drop: () => void } | undefined;
}

/** The reason that goes into the log with a decision. */
export const BECAUSE: Ask = { name: 'why', words: 'because', hint: 'for the log; may be empty' };

/** Words as they are quoted in a form: the beginning of what is long. */
export const quoted = (words: string): string => `“${words.length > 40 ? `${words.slice(0, 39)}…` : words}”`;
