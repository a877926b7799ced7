/** A step of containing the damage of a key, with its commands. The exporter runs none of them. */
export interface ContainmentStep {
  readonly title: string;
  readonly text: string;
  readonly commands: readonly AccountCommand[];
}

export interface AccountCommand {
  /** 12 digits; absent: it is run where the exporter runs. */
  readonly accountId?: string;
  readonly command: string;
}

export function step(title: string, text: string, commands: readonly AccountCommand[] = []): ContainmentStep {
  return { title, text, commands };
}
