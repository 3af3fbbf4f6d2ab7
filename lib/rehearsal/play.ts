import { randomUUID } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CloudTrailRecord } from '../events/cloudtrail-record';
import type { RuntimeConfiguration } from '../model/facts';
import type { EventBridgeEvent } from '../model/finding';
import type { AnyDrill, Guardrail, Opaque, Stage } from '../model/guardrail';
import type { Mode } from '../model/organization';
import type { SweepRequest } from '../remediation/messages';
import type { LedgerRecord } from '../remediation/outcome';
import type { HubFunction } from './functions';
import type { Route } from './hub';
import { judge } from './judge';
import { rootUser } from './recorder/caller';
import { recordCalls } from './recorder/record-calls';
import type { DrillReport } from './report';
import type { Theatre } from './theatre';

/** Plays one drill for real and says whether the promise held. A drill that cannot run does not hold. */
export async function play(theatre: Theatre, guardrail: Guardrail, drill: AnyDrill): Promise<DrillReport> {
  const { name, kind } = drill;
  try {
    return await perform(theatre, guardrail, drill);
  } catch (error) {
    const because = `the drill could not be played: ${error instanceof Error ? error.message : String(error)}`;
    return { name, kind, prevented: null, detected: null, fixed: null, holds: false, because };
  }
}

async function perform(theatre: Theatre, guardrail: Guardrail, drill: AnyDrill): Promise<DrillReport> {
  const served = theatre.functionOf(guardrail);
  await theatre.ledger.forget();
  const stage = await stageFor(theatre, drill);
  const world = await drill.world(stage);

  const incident = await commit(theatre, drill, stage, world);
  const routes = [
    ...incident.records.map((record) => theatre.hub.route(record, served)),
    ...serviceEvents(drill, stage, world).map((event) => theatre.hub.routeEvent(event, served)),
  ];
  const arrived = routes.filter((route) => route.kind === 'delivered');
  const detectedAfter = performance.now() - incident.began;

  const tellHost = (event: object) => theatre.invoke(guardrail, event, adjusted(theatre, served, drill, world));
  const isSwept = drill.heardBy === 'reconcile';
  const messages = isSwept ? [sweep(stage)] : arrived.map(({ event }) => event);
  const records = await tell(theatre, tellHost, messages);
  const record = records.find(({ resource }) => concerns(world, resource.id)) ?? (isSwept ? undefined : records[0]);
  const fixedAfter = performance.now() - incident.began;
  const wrong = await drill.aftermath(stage, world);
  const undone =
    record?.state === 'fixed' ? await undo(tellHost, record, () => drill.aftermath(stage, world)) : undefined;
  const detected = isSwept ? record !== undefined : arrived.length > 0;
  const verdict = judge({
    drill,
    guardrail: guardrail.id,
    detected,
    ...(incident.prevented && { prevented: incident.prevented }),
    ...(!detected && { undetected: routes.map(reasonLost).join('; ') }),
    ...(record && { record }),
    ...(wrong && { wrong }),
    ...(undone !== undefined && { undone }),
  });
  const by = isSwept ? 'hourly look' : arrived[0]?.rule;
  return {
    name: drill.name,
    kind: drill.kind,
    prevented: incident.prevented ? { by: incident.prevented.sid } : null,
    detected: record && by ? { by, ms: Math.round(detectedAfter) } : null,
    fixed: record?.state === 'fixed' ? { ms: Math.round(fixedAfter), calls: record.calls ?? 0 } : null,
    ...verdict,
  };
}

async function stageFor(theatre: Theatre, { where, region: elsewhere }: AnyDrill): Promise<Stage> {
  const { account, region: home } = theatre.placeFor(where);
  const region = elsewhere ?? home;
  const session = await theatre.session({ account, region, role: 'OrganizationAccountAccessRole' });
  return {
    account,
    region,
    client: session.client,
    facts: theatre.facts,
    unique: (name) => `${name}-${randomUUID().slice(0, 8)}`,
  };
}

interface Committed {
  readonly records: readonly CloudTrailRecord[];
  readonly prevented?: { readonly sid: string; readonly guardrail: string };
  /** `performance.now()` of the first call. */
  readonly began: number;
}

/** The incident's own calls: decided by the synthesized policies, made for real, written down as CloudTrail would. */
async function commit(theatre: Theatre, drill: AnyDrill, stage: Stage, world: Opaque): Promise<Committed> {
  const records: CloudTrailRecord[] = [];
  let prevented: Committed['prevented'];
  const decide = theatre.policiesOf(stage.account);
  const role = drill.as === 'root' ? 'OrganizationAccountAccessRole' : (drill.as ?? 'Developer');
  const own = await theatre.session({ account: stage.account, region: stage.region, role, sessionName: 'drill' });
  const session = recordCalls(own, {
    identity: drill.as === 'root' ? rootUser(own.identity) : own.identity,
    organization: theatre.facts.organization,
    decide(request) {
      const verdict = decide(request);
      if (verdict.kind === 'denied') prevented = verdict.by;
      return verdict;
    },
    record: (record) => records.push(record),
  });
  const began = performance.now();
  try {
    await drill.incident(session, world);
  } catch (error) {
    // A call that AWS refuses is part of the story, as long as it was recorded.
    if (!records.some(({ errorCode }) => errorCode !== undefined)) throw error;
  }
  return { records, began, ...(prevented && { prevented }) };
}

/** What services tell of the incident by themselves, as EventBridge delivers it. */
function serviceEvents(drill: AnyDrill, { account, region }: Stage, world: Opaque): readonly EventBridgeEvent[] {
  return (drill.events?.(world, { account, region }) ?? []).map((event) => ({
    version: '0',
    id: randomUUID(),
    account,
    time: new Date().toISOString().replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [],
    ...event,
  }));
}

/** The function's own configuration, under the drill's mode or with one exemption more; the file's path. */
function adjusted(theatre: Theatre, served: HubFunction, drill: AnyDrill, world: Opaque): string | undefined {
  const { mode, exemption } = drill;
  if (!mode && !exemption) return undefined;
  const deployed = theatre.configurationOf(served);
  const everywhere = (mode: Mode) => Object.fromEntries(Object.keys(deployed.modes).map((id) => [id, mode]));
  const further = exemption && {
    guardrail: deployed.guardrail,
    because: 'so that the drill sees it honoured',
    owner: 'drill',
    until: new Date(Date.now() + 24 * 3600_000).toISOString().slice(0, 10),
    ...exemption(world),
  };
  const configuration: RuntimeConfiguration = {
    ...deployed,
    ...(mode && { modes: everywhere(mode) }),
    exemptions: [...deployed.exemptions, ...(further ? [further] : [])],
  };
  const file = join(theatre.folder, `${randomUUID()}.json`);
  writeFileSync(file, JSON.stringify(configuration));
  return file;
}

const mostQuestions = 10;
type Invoke = (event: object) => Promise<unknown>;

/** One batch, as the queue would hand it over; what the ledger then holds of it. */
async function tell(
  theatre: Theatre,
  invoke: Invoke,
  messages: readonly { readonly id: string }[],
): Promise<readonly LedgerRecord[]> {
  if (messages.length === 0) return [];
  const Records = messages.map((message) => ({ messageId: message.id, body: JSON.stringify(message) }));
  const answer = (await invoke({ Records })) as { readonly batchItemFailures: readonly unknown[] };
  if (answer.batchItemFailures.length > 0) throw new Error('the function gave the message back to its queue');
  const held = () => theatre.ledger.recordsOf(messages.map(({ id }) => id));
  const found = await held();
  const underway = found.filter(({ state }) => state === 'underway');
  if (underway.length === 0) return found;
  for (const { id } of underway) await followed(invoke, id);
  return held();
}

/** Asks as the state machine does, but in no time. */
async function followed(invoke: Invoke, id: string): Promise<void> {
  for (let asked = 0; asked < mostQuestions; asked += 1) {
    const { state } = (await invoke({ follow: id })) as { readonly state: string };
    if (state !== 'underway') return;
  }
}

function sweep({ account, region }: Stage): SweepRequest {
  return { 'detail-type': 'Sweep', id: randomUUID(), time: new Date().toISOString(), account, region };
}

/** Undo has to break the promise again, or it brought nothing back. It asks for no peace, since the next drill may need the resource. */
async function undo(invoke: Invoke, { id }: LedgerRecord, look: () => Promise<string | undefined>): Promise<boolean> {
  await invoke({ undo: id, until: new Date().toISOString() });
  return (await look()) !== undefined;
}

const concerns = (world: unknown, id: string): boolean => JSON.stringify(world).includes(JSON.stringify(id));
const reasonLost = (route: Route): string => (route.kind === 'lost' ? route.because : '');
