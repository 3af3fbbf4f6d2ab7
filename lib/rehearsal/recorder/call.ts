import type { Region } from '../../model/organization';
import type { Caller } from './caller';
import type { OperationModel } from './sdk-schema';
import type { Service } from './services';

/** One call of an AWS API, as the caller made it. */
export interface Call {
  /** The SDK's: `EC2`, `S3 Control`. */
  readonly serviceId: string;
  readonly service: Service;
  readonly model: OperationModel;
  readonly input: Values;
  /** Where it was sent. */
  readonly region: Region;
  readonly caller: Caller;
  readonly time: Date;
}

/** Input or output of an SDK command. */
export type Values = Readonly<Record<string, unknown>>;

export function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
