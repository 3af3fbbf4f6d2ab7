import type { JsonObject } from '../../model/json';
import type { Lifecycle } from './lifecycle';
import { choose, onFailure, put, type States, task, when } from './states';
import { tellOfAccount } from './tell';

/** Where the account is, whether its baseline is in place, and what follows. */
export function settle(lifecycle: Lifecycle): States {
  const { partition, quarantine, suspended, contained } = lifecycle;
  return {
    FindUnit: task({
      partition,
      call: 'organizations:listParents',
      parameters: { 'ChildId.$': '$.account' },
      keep: { at: '$.unit', as: { 'found.$': '$.Parents[0]' } },
      expected: { 'Organizations.ChildNotFoundException': 'Gone' },
      failed: 'TellFailure',
      next: 'Where',
    }),
    Where: choose(
      [
        when.is('$.unit.found.Type', 'ROOT', 'IsAtRoot'),
        ...when.isAny('$.unit.found.Id', suspended, 'TellSuspended'),
        ...when.isAny('$.unit.found.Id', contained, 'TellContained'),
      ],
      'LookAtBaseline',
    ),
    IsAtRoot: put(
      '$.why',
      { text: 'It is in no unit: name it with its unit in organization.yaml, and move it there.' },
      'Patience',
    ),
    TellSuspended: tellOfAccount(
      lifecycle,
      'is suspended',
      ['it is in unit {}, where nobody works. StackSets leave it alone.', '$.unit.found.Id'],
      'Done',
    ),
    TellContained: tellOfAccount(
      lifecycle,
      'is contained',
      ['it is in unit {}, where people read and do nothing else.', '$.unit.found.Id'],
      'Done',
    ),
    LookAtBaseline: lookAtBaseline(lifecycle),
    IsBaselined: choose([when.is('$.look.complete', '[true]', quarantine ? 'Release' : 'IsNew')], 'SayWhatIsMissing'),
    SayWhatIsMissing: put(
      '$.why',
      { 'text.$': "States.Format('Its baseline: {}', States.JsonToString($.look.parts))" },
      'Patience',
    ),
    ...(quarantine
      ? {
          Release: task({
            partition,
            call: 'organizations:detachPolicy',
            parameters: { PolicyId: quarantine.policy, 'TargetId.$': '$.account' },
            // Told by whoever ended it: of two executions about one account, one.
            expected: { 'Organizations.PolicyNotAttachedException': 'Done' },
            failed: 'TellFailure',
            next: 'TellActive',
          }),
        }
      : { IsNew: choose([when.is('$.event', 'moved', 'Done')], 'TellActive') }),
    TellActive: tellOfAccount(
      lifecycle,
      'is active',
      ['its baseline is in place in every governed region. It is in unit {}.', '$.unit.found.Id'],
      'Done',
    ),
  };
}

/** Asks each StackSet how many of its stacks in the account are as they should be. */
function lookAtBaseline({ partition }: Lifecycle): JsonObject {
  const ask = task({
    partition,
    call: 'cloudformation:listStackInstances',
    parameters: { 'StackSetName.$': '$.set.stackSet', 'StackInstanceAccount.$': '$.account', MaxResults: 100 },
    keep: {
      at: '$.found',
      as: {
        'stacks.$': 'States.ArrayLength($.Summaries[*].Status)',
        'status.$': 'States.JsonToString(States.ArrayUnique($.Summaries[*].Status))',
        'reasons.$': '$.Summaries[*].StatusReason',
      },
    },
    expected: { 'CloudFormation.StackSetNotFoundException': 'Absent' },
    next: 'Compare',
  });
  return {
    Type: 'Map',
    // Beside the answer, since a Map gives its iterations nothing but items.
    ItemsPath: '$.baseline',
    ItemSelector: { 'set.$': '$$.Map.Item.Value', 'account.$': '$.account' },
    MaxConcurrency: 2,
    ItemProcessor: {
      ProcessorConfig: { Mode: 'INLINE' },
      StartAt: 'Ask',
      States: {
        Ask: ask,
        Compare: choose(
          [
            {
              And: [
                when.says('$.found.status', '["CURRENT"]'),
                { Variable: '$.found.stacks', NumericGreaterThanEqualsPath: '$.set.regions' },
              ],
              Next: 'Complete',
            },
          ],
          'Incomplete',
        ),
        Complete: part(true, "'{} is complete', $.set.stackSet"),
        Incomplete: part(
          false,
          "'{} is in {} of {} regions, {}: {}', $.set.stackSet, $.found.stacks, $.set.regions, $.found.status, States.JsonToString($.found.reasons)",
        ),
        Absent: part(false, "'there is no StackSet {}', $.set.stackSet"),
      },
    },
    ResultSelector: {
      'complete.$': 'States.JsonToString(States.ArrayUnique($[*].complete))',
      'parts.$': '$[*].part',
    },
    ResultPath: '$.look',
    Catch: [onFailure('TellFailure')],
    Next: 'IsBaselined',
  };
}

function part(complete: boolean, format: string): JsonObject {
  return { Type: 'Pass', Parameters: { complete, 'part.$': `States.Format(${format})` }, End: true };
}
