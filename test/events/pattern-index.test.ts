import type { Condition } from '../../lib/events/pattern/holds';
import { indexOf } from '../../lib/events/pattern/pattern-index';

const texts = (field: number, ...values: string[]): Condition => ({
  field,
  tests: values.map((value) => ({ kind: 'equals', value })),
  mayBeAbsent: false,
  sharedDepth: 0,
});
const [source, name, account] = [0, 1, 2];

it('files a candidate under the field that few others share a value of', () => {
  const create = { conditions: [texts(source, 'aws.iam'), texts(name, 'CreateUser', 'CreateRole')] };
  const remove = { conditions: [texts(source, 'aws.iam'), texts(name, 'DeleteUser')] };
  expect(indexOf([create, remove])).toEqual({
    always: [],
    byField: [
      {
        field: name,
        byValue: new Map([
          ['CreateUser', [create]],
          ['CreateRole', [create]],
          ['DeleteUser', [remove]],
        ]),
      },
    ],
  });
});

it('prefers the field with more values among equals', () => {
  const one = { conditions: [texts(account, '1'), texts(source, 'aws.iam')] };
  const other = { conditions: [texts(source, 'aws.s3')] };
  expect(indexOf([one, other]).byField.map(({ field }) => field)).toEqual([source]);
});

it('always considers a candidate that demands no certain text', () => {
  const absent: Condition = {
    ...texts(name, 'x'),
    tests: [{ kind: 'equals', value: 'x' }, { kind: 'absent' }],
    mayBeAbsent: true,
  };
  const number: Condition = { ...texts(source), tests: [{ kind: 'equals', value: 1 }] };
  const candidate = { conditions: [absent, number] };
  expect(indexOf([candidate])).toEqual({ always: [candidate], byField: [] });
});
