import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns';
import type { Facts } from '../model/facts';
import type { EventBridgeEvent } from '../model/finding';
import { metricsNamespace } from '../model/metrics';
import type { Region } from '../model/organization';
import { Directory } from './directory';
import { HeartbeatLedger, type PlaceHeard } from './heartbeat-ledger';
import { KeptParents } from './kept-parents';
import { log } from './log';
import type { BatchResponse, QueueEvent } from './remediate';
import { Sessions } from './sessions';
import { silentPlaces } from './silent-places';

/** What lies beside the function that hears the heartbeats. */
export interface HeartbeatConfiguration {
  readonly facts: Facts;
  /** Regions that have a heartbeat. */
  readonly regions: readonly Region[];
  /** Ids of units whose accounts get no baseline, and so have none. */
  readonly quietUnits: readonly string[];
}

/** Hears what beats, and when the clock asks, says who does not. */
export async function handler(event: QueueEvent): Promise<BatchResponse> {
  const messages = event.Records.map(({ body }) => JSON.parse(body) as EventBridgeEvent);
  const region = String(process.env.AWS_REGION);
  const dynamodb = new DynamoDBClient({ region });
  const table = String(process.env.LEDGER_TABLE);
  const ledger = new HeartbeatLedger(dynamodb, table);
  const beats = messages.filter((message) => message['detail-type'] !== 'Scheduled Event');
  await ledger.heard(latest(beats));
  if (beats.length < messages.length) await report(await silence(ledger, new KeptParents(dynamodb, table)));
  return { batchItemFailures: [] };
}

function latest(beats: readonly EventBridgeEvent[]): readonly PlaceHeard[] {
  const places = new Map<string, PlaceHeard>();
  for (const { account, region, time } of beats) {
    const key = `${account} ${region}`;
    const heardAt = Date.parse(time);
    if (heardAt > (places.get(key)?.heardAt ?? 0)) places.set(key, { account, region, heardAt });
  }
  return [...places.values()];
}

async function silence(ledger: HeartbeatLedger, kept: KeptParents): Promise<readonly string[]> {
  const text = readFileSync(join(__dirname, 'configuration.json'), 'utf8');
  const { facts, regions, quietUnits } = JSON.parse(text) as HeartbeatConfiguration;
  const directory = new Directory(new Sessions(facts), facts, kept);
  const silent = silentPlaces(await directory.accounts(), regions, await ledger.places(), Date.now());
  const beating: string[] = [];
  for (const { account, region } of silent) {
    const lineage = await directory.lineage(account);
    if (!lineage.some((unit) => quietUnits.includes(unit))) beating.push(`account ${account}, ${region}`);
  }
  return beating;
}

async function report(silent: readonly string[]): Promise<void> {
  const metrics = new Metrics({ namespace: metricsNamespace, serviceName: 'heartbeat' });
  metrics.addMetric('SilentPlaces', MetricUnit.Count, silent.length);
  metrics.publishStoredMetrics();
  if (silent.length === 0) return;
  log.error('silent', { places: silent });
  await new SNSClient({}).send(
    new PublishCommand({
      TopicArn: process.env.ALERT_TOPIC,
      Subject: `heartbeat: ${silent.length} places are silent`,
      Message: `The hub no longer hears from these; what happens there is found by nobody:\n${silent.join('\n')}`,
    }),
  );
}
