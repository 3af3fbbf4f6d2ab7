import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { RuntimeConfiguration } from '../model/facts';
import { publishAlert } from './alert';
import { Directory } from './directory';
import { sendAll } from './enqueue';
import { importFinding } from './import-finding';
import { KeptParents } from './kept-parents';
import { Ledger } from './ledger';
import { log } from './log';
import type { Loop } from './loop';
import { OpenFindings } from './open-findings';
import type { LedgerRecord } from './outcome';
import type { Layers } from './remediate';
import { Sessions } from './sessions';
import { setting } from './setting';

let started: { readonly file: string; readonly loop: Loop } | undefined;

/** Once per function instance: configuration beside the code, clients, and what is kept between messages. */
export function startLoop(layers: Layers): Loop {
  // CONFIGURATION lets a rehearsal play the deployed bundle under another mode or one exemption more.
  const file = process.env.CONFIGURATION || join(__dirname, 'configuration.json');
  if (started?.file !== file) started = { file, loop: wire(layers, JSON.parse(readFileSync(file, 'utf8'))) };
  return started.loop;
}

function wire(layers: Layers, configuration: RuntimeConfiguration): Loop {
  const region = configuration.facts.homeRegion;
  const sessions = new Sessions(configuration.facts);
  const dynamodb = new DynamoDBClient({ region });
  const sns = new SNSClient({ region });
  const sqs = new SQSClient({ region });
  return {
    ...layers,
    configuration,
    sessions,
    ledger: new Ledger(dynamodb, setting('LEDGER_TABLE')),
    findings: new OpenFindings(dynamodb, setting('LEDGER_TABLE')),
    directory: new Directory(sessions, configuration.facts, new KeptParents(dynamodb, setting('LEDGER_TABLE'))),
    alert: (alert) => publishAlert(sns, setting('ALERT_TOPIC'), alert),
    publish: publisher(configuration),
    startFollowing: async (fix) => layers.startFollowing?.(fix, region),
    enqueue: (messages) => sendAll(sqs, setting('QUEUE_URL'), messages),
    now: () => new Date(),
    // Workers that wait for the same thing do not wake together.
    pause: (milliseconds) => sleep(milliseconds * (0.5 + Math.random())),
  };
}

function publisher({ guardrail, title = guardrail, severity = 'medium', facts }: RuntimeConfiguration) {
  return async (record: LedgerRecord): Promise<void> => {
    try {
      await importFinding(facts, { title, severity }, record);
    } catch (error) {
      log.warn('no finding in Security Hub', { fix: record.id, error });
    }
  };
}
