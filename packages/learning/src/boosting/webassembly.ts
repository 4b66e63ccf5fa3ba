// The part of the WebAssembly interface that training uses. Node has it; its type declarations do not name it.

/** A compiled module; it can be sent to worker threads. */
export interface WebAssemblyModule {
  readonly [kind: symbol]: unknown;
}

export interface WebAssemblyMemory {
  readonly buffer: SharedArrayBuffer;
}

interface WebAssemblyInterface {
  readonly Module: new (bytes: Uint8Array) => WebAssemblyModule;
  readonly Instance: new (module: WebAssemblyModule, imports: object) => { readonly exports: unknown };
  readonly Memory: new (limits: { initial: number; maximum: number; shared: true }) => WebAssemblyMemory;
}

const webAssembly = (globalThis as unknown as { WebAssembly: WebAssemblyInterface }).WebAssembly;

export const PAGE_BYTES = 65_536;

export function compileModule(bytes: Uint8Array): WebAssemblyModule {
  return new webAssembly.Module(bytes);
}

export function instantiate<Exports>(module: WebAssemblyModule, memory: WebAssemblyMemory): Exports {
  return new webAssembly.Instance(module, { env: { memory } }).exports as Exports;
}

/** Shared memory of a fixed size. Throws `RangeError` where the system has not enough address space. */
export function sharedMemory(pages: number): WebAssemblyMemory {
  return new webAssembly.Memory({ initial: pages, maximum: pages, shared: true });
}
