import { ConfigServiceClient, StartConfigRulesEvaluationCommand } from '@aws-sdk/client-config-service';
import type { Session } from '../model/guardrail';

/** Has AWS Config look again at what was fixed. Rules that run by the clock would say for hours that it is broken. */
export async function reevaluate(rule: string, session: Session): Promise<void> {
  await session.client(ConfigServiceClient).send(new StartConfigRulesEvaluationCommand({ ConfigRuleNames: [rule] }));
}
