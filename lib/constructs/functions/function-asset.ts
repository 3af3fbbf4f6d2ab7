import { createHash } from 'node:crypto';
import { copyFileSync, linkSync, mkdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileAssetPackaging, Stack, Stage } from 'aws-cdk-lib/core';
import type { IConstruct } from 'constructs';
import type { FunctionBundle } from './bundle-cache';

/** Where Lambda finds the code. */
export interface FunctionAsset {
  readonly s3Bucket?: string;
  readonly s3Key?: string;
}

/**
 * Puts a bundle and its configuration into the assembly. The bundle's hash is known since it was made,
 * so neither a megabyte is hashed nor a folder copied twice, as CDK's own assets would.
 */
export function functionAsset(
  scope: IConstruct,
  displayName: string,
  bundle: FunctionBundle,
  configuration: object,
): FunctionAsset {
  const text = JSON.stringify(configuration);
  const sourceHash = createHash('sha256').update(bundle.sha256).update(text).digest('hex');
  const fileName = `asset.${sourceHash}`;
  const folder = join(String(Stage.of(scope)?.assetOutdir), fileName);
  if (!isThere(folder, bundle.bytes, text)) {
    mkdirSync(folder, { recursive: true });
    place(bundle.file, join(folder, 'index.js'));
    writeFileSync(join(folder, 'configuration.json'), text);
  }
  const { bucketName, objectKey } = Stack.of(scope).synthesizer.addFileAsset({
    fileName,
    packaging: FileAssetPackaging.ZIP_DIRECTORY,
    sourceHash,
    displayName,
  });
  return { s3Bucket: bucketName, s3Key: objectKey };
}

/** From an earlier synth: the folder is named by what is in it. */
function isThere(folder: string, bytes: number, configuration: string): boolean {
  const sizeOf = (file: string) => statSync(join(folder, file), { throwIfNoEntry: false })?.size;
  return sizeOf('index.js') === bytes && sizeOf('configuration.json') === Buffer.byteLength(configuration);
}

/** A second name for the same file, where the file system can: fifty functions are sixty megabytes. */
function place(file: string, as: string): void {
  try {
    linkSync(file, as);
  } catch (error) {
    // Named by its content, what is there already is the same.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') copyFileSync(file, as);
  }
}
