import { GuardDutyClient, ListDetectorsCommand } from '@aws-sdk/client-guardduty';
import { present } from '../../calls/present';
import type { Hands, Place } from '../kind';

/** The id of GuardDuty's one detector in the account and region. */
export async function detectorIn(place: Place, { call, in: session }: Hands): Promise<string> {
  const client = session(place).client(GuardDutyClient);
  const { DetectorIds } = await call('ListDetectors', () => client.send(new ListDetectorsCommand({})));
  return present(DetectorIds?.[0], `a detector in ${place.region}`);
}
