import { createHash } from 'node:crypto';
import { canonicalJson } from '@pipwright/kernel';
import { MODEL_FILE_FORMAT, MODEL_FILE_VERSION, type ModelFile } from './model-file.ts';

/** SHA-256 of a document in canonical JSON (sorted keys, no spaces), as hexadecimal digits. */
export function documentChecksum(document: unknown): string {
  return createHash('sha256').update(canonicalJson(document)).digest('hex');
}

/**
 * Writes a model file: one JSON object of `format`, `version`, `sha256` and `document`, in UTF-8. The checksum is taken
 * over the canonical JSON of `document`. Equal models give equal bytes.
 */
export function encodeModelFile(file: ModelFile): Uint8Array {
  const document = {
    subject: file.subject,
    features: file.features,
    training: file.training,
    validation: file.validation,
    importance: file.importance,
    calibrator: file.calibrator.toJSON(),
    model: file.model.toJSON(),
  };
  const envelope = {
    format: MODEL_FILE_FORMAT,
    version: MODEL_FILE_VERSION,
    sha256: documentChecksum(document),
    document,
  };
  return new TextEncoder().encode(`${JSON.stringify(envelope)}\n`);
}
