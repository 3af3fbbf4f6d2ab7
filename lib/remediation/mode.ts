import type { RuntimeConfiguration } from '../model/facts';
import type { Mode } from '../model/organization';

/** The mode of the nearest unit that is configured; a place nobody configured is notified about and not touched. */
export function modeAt(configuration: Pick<RuntimeConfiguration, 'modes'>, lineage: readonly string[]): Mode {
  const nearest = lineage.find((id) => configuration.modes[id] !== undefined);
  return (nearest && configuration.modes[nearest]) || 'notify';
}
