import {
  CreateDetectorCommand,
  GetDetectorCommand,
  GuardDutyClient,
  ListDetectorsCommand,
  UpdateDetectorCommand,
} from '@aws-sdk/client-guardduty';
import type { Session } from '../../lib/model/guardrail';

export const detectorType = 'AWS::GuardDuty::Detector';

export interface DetectorState {
  readonly kind: 'detector';
  /** Undefined when the account has none in the region; it can have no more than one. */
  readonly id?: string;
  readonly enabled: boolean;
}

export async function readDetector(session: Session): Promise<DetectorState> {
  const { DetectorIds = [] } = await session.client(GuardDutyClient).send(new ListDetectorsCommand({}));
  const [id] = DetectorIds;
  return id === undefined ? { kind: 'detector', enabled: false } : detectorOf(session, id);
}

export async function detectorOf(session: Session, id: string): Promise<DetectorState> {
  const { Status } = await session.client(GuardDutyClient).send(new GetDetectorCommand({ DetectorId: id }));
  return { kind: 'detector', id, enabled: Status === 'ENABLED' };
}

export async function enableDetector(id: string | undefined, session: Session): Promise<void> {
  const client = session.client(GuardDutyClient);
  if (id === undefined) await client.send(new CreateDetectorCommand({ Enable: true }));
  else await client.send(new UpdateDetectorCommand({ DetectorId: id, Enable: true }));
}

/** A detector that was made again is suspended: findings that it has made since are kept. */
export async function suspendDetector(session: Session): Promise<void> {
  const { id } = await readDetector(session);
  if (id === undefined) return;
  await session.client(GuardDutyClient).send(new UpdateDetectorCommand({ DetectorId: id, Enable: false }));
}
