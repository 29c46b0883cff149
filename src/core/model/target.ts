/** An import to watch, named as the user does. */
export interface Target {
  readonly profile: string;
  readonly provider: string;
  /** Absent if the service needs none. */
  readonly id?: string;
}

/** How a command line names it: `profile:id`, or `profile` without an id. */
export function targetText({ profile, id }: Pick<Target, 'profile' | 'id'>): string {
  return id === undefined ? profile : `${profile}:${id}`;
}

/** Equal for the same import only. */
export function targetKey({ profile, provider, id }: Target): string {
  return JSON.stringify([profile, provider, id]);
}
