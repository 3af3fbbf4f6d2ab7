import type { ConfigurationRecorder, RecordingGroup } from '@aws-sdk/client-config-service';
import type { Facts } from '../../lib/model/facts';
import type { Region } from '../../lib/model/organization';
import { globalTypes, isGlobal } from '../../lib/model/recording';
import { wanted } from './recorder';

/** What a recorder is set to, as far as it is known. */
export type Settings = Partial<Pick<ConfigurationRecorder, 'recordingGroup' | 'recordingMode'>>;

/** What the recorder leaves out, as the end of a sentence; global resources are recorded once, in the home region. */
export function leavesOut(
  { recordingGroup, recordingMode }: Settings,
  facts: Facts,
  region: Region,
): string | undefined {
  if (facts.recording?.recording === 'continuous' && recordingMode?.recordingFrequency === 'DAILY') {
    return 'records once a day only';
  }
  // Without a group Config records everything but global resources.
  return missing(recordingGroup ?? { allSupported: true }, wanted(facts, region));
}

function missing(is: RecordingGroup, asked: RecordingGroup): string | undefined {
  if (asked.resourceTypes) {
    const lacking = asked.resourceTypes.find((type) => !records(is, type));
    return lacking && `does not record ${lacking}`;
  }
  const mayLack = new Set<string>(asked.exclusionByResourceTypes?.resourceTypes);
  const isShort = is.allSupported !== true && !excluded(is)?.every((type) => mayLack.has(type));
  if (isShort) return 'records some types of resources only';
  const wantsGlobal = asked.includeGlobalResourceTypes ?? mayLack.size > 0;
  const lacksGlobal = globalTypes.some((type) => !mayLack.has(type) && !records(is, type));
  return wantsGlobal && lacksGlobal ? 'records no global resources' : undefined;
}

function records(group: RecordingGroup, type: string): boolean {
  if (group.allSupported === true) return !isGlobal(type) || group.includeGlobalResourceTypes === true;
  const left = excluded(group);
  return left ? !left.includes(type) : (group.resourceTypes ?? []).some((recorded) => recorded === type);
}

function excluded({ exclusionByResourceTypes }: RecordingGroup): readonly string[] | undefined {
  const { resourceTypes = [] } = exclusionByResourceTypes ?? {};
  return resourceTypes.length > 0 ? resourceTypes : undefined;
}
