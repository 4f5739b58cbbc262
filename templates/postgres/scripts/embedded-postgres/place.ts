/** Where the embedded PostgreSQL keeps its data, and what the commands of this project tell each other. */
export const folder = ".data/postgres";
export const dataFolder = `${folder}/data`;
export const lockFile = `${folder}/lock`;
export const portFile = `${folder}/port`;
export const logFile = `${folder}/log`;
