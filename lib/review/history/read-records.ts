import type { CloudTrailRecord } from '../../events/cloudtrail-record';
import { readTexts } from './read-texts';
import { recordsIn } from './records-in';
import { splitJson } from './split-json';
import { TextWindow } from './text-window';

export interface Reader {
  readonly record: (record: CloudTrailRecord) => void;
  /** Text that is no JSON, JSON that is no record, a file that cannot be read. */
  readonly unreadable: (place: string, why: string) => void;
  /** After each piece of a file. Awaited, so that whoever prints is not overrun. */
  readonly progress: (file: string) => void | Promise<void>;
}

/** Reads a file of CloudTrail records, in any form they are kept in, in constant memory. */
export async function readRecords(file: string, { record, unreadable, progress }: Reader): Promise<void> {
  const window = new TextWindow();
  const splitting = splitJson(window, {
    corrupt: (line, why) => unreadable(`${file}:${line}`, why),
    value(value, { line, element }) {
      for (const one of recordsIn(value)) {
        if (one) record(one);
        else {
          const place = line === undefined ? `${file}: record ${element}` : `${file}:${line}`;
          unreadable(place, 'no CloudTrail record: it lacks eventSource, eventName or awsRegion');
        }
      }
    },
  });
  splitting.next();
  try {
    for await (const text of readTexts(file)) {
      window.add(text);
      splitting.next();
      await progress(file);
    }
  } catch (error) {
    unreadable(`${file}:${window.line}`, error instanceof Error ? error.message : String(error));
  }
  window.ended = true;
  splitting.next();
  await progress(file);
}
