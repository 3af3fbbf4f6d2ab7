import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  type DockerImageAssetLocation,
  type FileAssetLocation,
  type ISynthesisSession,
  Lazy,
  StackSynthesizer,
  Stage,
} from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { RememberingStack } from '../remembering-stack';

// What CloudFormation takes inline (2026-11).
const inlineBytes = 51_200;

/**
 * A stack that is never deployed itself: its template is what a StackSet deploys. Being a stack below the
 * StackSet's own, CDK writes it first and cdk-nag walks through it; the StackSet then reads what was written.
 */
export class StackSetBody extends RememberingStack {
  constructor(scope: Construct, id: string) {
    super(scope, id, { synthesizer: new BodySynthesizer(), analyticsReporting: false });
  }

  /** For the StackSet's `templateBody`. */
  get template(): string {
    return Lazy.uncachedString({
      // CDK looks through the tree once before anything is written, for references only.
      produce: ({ preparing }) => (preparing ? '' : this.#read()),
    });
  }

  #read(): string {
    const file = join(String(Stage.of(this)?.outdir), this.templateFile);
    const body = JSON.stringify(JSON.parse(readFileSync(file, 'utf8')));
    const bytes = Buffer.byteLength(body);
    if (bytes <= inlineBytes) return body;
    throw new Error(
      `${this.node.path}: is ${bytes} bytes, and a StackSet takes ${inlineBytes} inline; turn guardrails off that no unit needs, or shorten the permissions of their fixes`,
    );
  }
}

/** Writes the template and deploys nothing. */
class BodySynthesizer extends StackSynthesizer {
  override addFileAsset(): FileAssetLocation {
    throw new Error(
      `${this.boundStack.node.path}: member accounts get no assets; run the code in the security account`,
    );
  }
  override addDockerImageAsset(): DockerImageAssetLocation {
    throw new Error(
      `${this.boundStack.node.path}: member accounts get no images; run the code in the security account`,
    );
  }
  override synthesize(session: ISynthesisSession): void {
    this.synthesizeTemplate(session);
  }
}
