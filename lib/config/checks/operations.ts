import type { Check } from './check';

// Of maintenance windows in an account and region (AWS General Reference, read 2026-11).
const mostWindows = 50;

/** Settings of patching that take each other's effect away. */
export const checkOperations: Check = function* ({ operations, guardrails }) {
  const { patching, rootLogins } = operations ?? {};
  const windows = Object.keys(patching?.windows ?? {});
  const path = ['operations', 'patching'];
  if (windows.length > mostWindows) {
    const message = `are ${windows.length}, and Systems Manager keeps ${mostWindows} in a region`;
    yield { path: [...path, 'windows'], at: 'key', message, advice: 'let machines share them' };
  }
  if (patching?.scan === 'off' && windows.length > 0) {
    const message = 'is off, so that nobody knows between two windows what a machine lacks';
    yield { path: [...path, 'scan'], message, advice: 'scan daily: it changes nothing', severity: 'warning' };
  }
  if (patching?.reboot === 'never' && windows.length > 0) {
    const message = "is 'never', and many patches count as missing until a machine has been started again";
    yield { path: [...path, 'reboot'], message, advice: 'see to it that somebody does', severity: 'warning' };
  }
  const isSent = rootLogins !== undefined && rootLogins !== null && rootLogins !== 'off';
  const said = guardrails?.[rootGuardrail];
  if (isSent && (said ?? guardrails?.default) === 'off') {
    const message = `are sent, and '${rootGuardrail}' is off, so that nobody hears of them`;
    yield { path: ['operations', 'rootLogins'], message, advice: 'switch the guardrail on', severity: 'warning' };
  }
  if (!isSent && rootLogins !== null && said && said !== 'off') {
    const message = 'hears nothing, since machines send nothing';
    const advice = "write 'operations: { rootLogins: on }'";
    yield { path: ['guardrails', rootGuardrail], at: 'key', message, advice, severity: 'warning' };
  }
};

const rootGuardrail = 'operating-system-root-stays-unused';
