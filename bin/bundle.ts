import { join } from 'node:path';
import { hasMonitor } from '../lib/model/guardrail';
import { loadGuardrails } from '../policies';
import { bundleAll } from '../stacks/bundle-all';

// npm ci makes what would be made at the first synth, so that nobody waits for it then.
bundleAll(loadGuardrails().filter(hasMonitor), join(__dirname, '..', 'policies'));
