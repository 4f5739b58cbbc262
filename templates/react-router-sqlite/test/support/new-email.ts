let lastPerson = 0;

export function newEmail() {
  lastPerson += 1;
  return `person-${lastPerson}-${process.pid}@example.com`;
}
