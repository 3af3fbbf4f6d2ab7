import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** A guardrail's function, bundled: one file that needs nothing beside it but its configuration. */
export interface FunctionBundle {
  readonly file: string;
  /** Hash of the file. */
  readonly sha256: string;
  readonly bytes: number;
  /** Those that came from this repository and not from a package. */
  readonly ownBytes: number;
}

interface Baked {
  /** Sources of our own, relative to the root. */
  readonly inputs: readonly string[];
  readonly contents: Uint8Array;
  readonly ownBytes: number;
}

/**
 * Bundles by what they were made of. Packages count by package-lock.json, our own sources by their text;
 * which sources those are is what the last bundle told, and stays true until one of them changes.
 */
export class BundleCache {
  readonly folder: string;
  readonly #root: string;
  readonly #tools: string;
  readonly #hashes = new Map<string, string | undefined>();

  constructor(root: string, options: string) {
    this.#root = root;
    this.folder = join(root, 'node_modules', '.cache', 'breakwater', 'functions');
    const { version } = require('esbuild/package.json') as { version: string };
    this.#tools = sha256(version, options, readFileSync(join(root, 'package-lock.json')));
  }

  find(recipe: string): FunctionBundle | undefined {
    const inputs = readJson<readonly string[]>(this.#inputsFile(recipe));
    const key = inputs && this.#key(recipe, inputs);
    return key === undefined ? undefined : readBundle(join(this.folder, key));
  }

  keep(recipe: string, { inputs, contents, ownBytes }: Baked): FunctionBundle {
    const sorted = [...inputs].sort();
    const file = join(this.folder, String(this.#key(recipe, sorted)));
    const bundle = { sha256: sha256(contents), bytes: contents.length, ownBytes };
    write(`${file}.js`, contents);
    write(`${file}.json`, JSON.stringify(bundle));
    write(this.#inputsFile(recipe), JSON.stringify(sorted));
    return { file: `${file}.js`, ...bundle };
  }

  #inputsFile(recipe: string): string {
    return join(this.folder, `${sha256(this.#tools, recipe)}.inputs.json`);
  }

  #key(recipe: string, inputs: readonly string[]): string | undefined {
    const parts = inputs.map((input) => [input, this.#hashOf(input)] as const);
    if (parts.some(([, hash]) => hash === undefined)) return undefined;
    return sha256(this.#tools, recipe, JSON.stringify(parts));
  }

  #hashOf(input: string): string | undefined {
    if (!this.#hashes.has(input)) {
      const text = readIfThere(join(this.#root, input));
      this.#hashes.set(input, text && sha256(text));
    }
    return this.#hashes.get(input);
  }
}

function readBundle(file: string): FunctionBundle | undefined {
  const bundle = readJson<Omit<FunctionBundle, 'file'>>(`${file}.json`);
  const whole = bundle && statSync(`${file}.js`, { throwIfNoEntry: false })?.size === bundle.bytes;
  return whole ? { file: `${file}.js`, ...bundle } : undefined;
}

function readJson<Content>(file: string): Content | undefined {
  const text = readIfThere(file);
  return text && (JSON.parse(text.toString()) as Content);
}

function readIfThere(file: string): Buffer | undefined {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

// Written beside and renamed, so that a second process never reads half a file.
function write(file: string, content: string | Uint8Array): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.${process.pid}`, content);
  renameSync(`${file}.${process.pid}`, file);
}

function sha256(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part).update('\n');
  return hash.digest('hex');
}
