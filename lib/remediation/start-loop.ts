import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SNSClient } from '@aws-sdk/client-sns';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { RuntimeConfiguration } from '../model/facts';
import { publishAlert } from './alert';
import { Directory } from './directory';
import { sendAll } from './enqueue';
import { Ledger } from './ledger';
import type { Loop } from './loop';
import type { Layers } from './remediate';
import { Sessions } from './sessions';

export interface ServedLoop extends Loop {
  readonly ledger: Ledger;
  readonly sessions: Sessions;
  /** Sends messages to our own queue. */
  readonly enqueue: (messages: readonly object[]) => Promise<void>;
}

let started: { readonly file: string; readonly loop: ServedLoop } | undefined;

/** Once per function instance: configuration beside the code, clients, and what is kept between messages. */
export function startLoop(layers: Layers): ServedLoop {
  // CONFIGURATION lets a rehearsal play the deployed bundle under another mode or one exemption more.
  const file = process.env.CONFIGURATION || join(__dirname, 'configuration.json');
  if (started?.file !== file) started = { file, loop: wire(layers, JSON.parse(readFileSync(file, 'utf8'))) };
  return started.loop;
}

function wire(layers: Layers, configuration: RuntimeConfiguration): ServedLoop {
  const region = configuration.facts.homeRegion;
  const sessions = new Sessions(configuration.facts);
  const sns = new SNSClient({ region });
  const sqs = new SQSClient({ region });
  return {
    ...layers,
    configuration,
    sessions,
    ledger: new Ledger(new DynamoDBClient({ region }), setting('LEDGER_TABLE')),
    directory: new Directory(sessions, configuration.facts),
    alert: (alert) => publishAlert(sns, setting('ALERT_TOPIC'), alert),
    enqueue: (messages) => sendAll(sqs, setting('QUEUE_URL'), messages),
    now: () => new Date(),
  };
}

function setting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`the function's environment has no ${name}; deploy the event hub again`);
  return value;
}
