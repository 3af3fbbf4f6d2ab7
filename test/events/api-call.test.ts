import { apiCallIn } from '../../lib/events/api-call';

const call = (detail: unknown) => apiCallIn({ detail } as never);

it.each([
  ['AccessDenied', 'denied'],
  ['AccessDeniedException', 'denied'],
  ['Client.UnauthorizedOperation', 'denied'],
  ['AuthorizationErrorException', 'denied'],
  ['NotAuthorized', 'denied'],
  ['403 Forbidden', 'denied'],
  ['EntityAlreadyExistsException', 'failed'],
  ['Client.DryRunOperation', 'failed'],
  [undefined, 'succeeded'],
  ['', 'succeeded'],
])('errorCode %j is a call that %s', (errorCode, ended) => {
  expect(call({ eventName: 'CreateUser', errorCode })).toMatchObject({ ended, error: errorCode ?? '' });
});

it('gives what the record holds', () => {
  const detail = {
    eventName: 'CreateUser',
    requestParameters: { userName: 'jo' },
    responseElements: { user: {} },
    userIdentity: { type: 'IAMUser' },
  };
  expect(call(detail)).toEqual({
    name: 'CreateUser',
    parameters: { userName: 'jo' },
    response: { user: {} },
    identity: { type: 'IAMUser' },
    ended: 'succeeded',
    error: '',
  });
});

it.each([undefined, null, [], { eventName: 7, requestParameters: null, responseElements: [] }])(
  'what cannot be read is empty: %j',
  (detail) => {
    expect(call(detail)).toMatchObject({ name: '', parameters: {}, response: {}, identity: {}, ended: 'succeeded' });
  },
);
