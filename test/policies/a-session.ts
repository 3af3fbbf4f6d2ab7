import type { Session } from '../../lib/model/guardrail';

export interface SentCommand {
  readonly name: string;
  readonly input: Readonly<Record<string, unknown>>;
}

/** A session whose every call is answered by `answer`, an error it returns thrown; and the calls that were made. */
export function aSession(answer: (sent: SentCommand) => unknown): Session & { readonly sent: readonly SentCommand[] } {
  const sent: SentCommand[] = [];
  const send = async (command: { readonly constructor: { readonly name: string }; readonly input: object }) => {
    const call = { name: command.constructor.name.replace(/Command$/, ''), input: { ...command.input } };
    sent.push(call);
    const given = answer(call);
    if (given instanceof Error) throw given;
    return given ?? {};
  };
  return {
    account: '111122223333',
    region: 'eu-west-1',
    sent,
    // The SDK's paginators want an instance of the client's own class.
    client: (sdkClient) => Object.create(sdkClient.prototype, { send: { value: send } }),
  };
}

export const awsError = (name: string): Error => Object.assign(new Error(name), { name });
