import { defaultOperations, type Operations, type PatchWindow, type Share } from '../model/operations';
import { record } from './record';
import type { OperationsFile } from './schema/operations';

const usualHours = 3;
const usualDays = 90;

/** What is said about machines, and what a careful team would choose where nothing is. */
export function operationsOf({
  hostManagement = 'on',
  patching = {},
  rootLogins = 'off',
}: OperationsFile = {}): Operations {
  const usual = defaultOperations.patching;
  const { scan = usual.scan, windows = {}, concurrency, errors, reboot = usual.reboot } = patching;
  return {
    hostManagement: hostManagement === 'on',
    patching: {
      scan,
      windows: record(Object.entries(windows).map(([name, window]) => [name, windowOf(window)])),
      concurrency: shareOf(concurrency, usual.concurrency),
      errors: shareOf(errors, usual.errors),
      reboot,
    },
    ...(rootLogins !== 'off' && {
      rootLogins: { keepDays: (rootLogins === 'on' ? undefined : rootLogins.keepDays) ?? usualDays },
    }),
  };
}

type WindowFile = NonNullable<NonNullable<OperationsFile['patching']>['windows']>[string];

function windowOf({ schedule, timezone = 'UTC', hours = usualHours }: WindowFile): PatchWindow {
  return { schedule, timezone, hours };
}

// The schema has seen to their shape.
function shareOf(said: number | string | undefined, usual: Share): Share {
  return said === undefined ? usual : (String(said) as Share);
}
