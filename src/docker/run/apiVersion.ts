/** Whether an API version is at least the other: `1.9` is below `1.41`. */
export function isAtLeast(version: string, least: string): boolean {
  const [major = 0, minor = 0] = numbersOf(version);
  const [leastMajor = 0, leastMinor = 0] = numbersOf(least);
  return major === leastMajor ? minor >= leastMinor : major > leastMajor;
}

function numbersOf(version: string): readonly number[] {
  return version.split('.').map(Number);
}
