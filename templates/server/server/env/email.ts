/** What sending email needs from the environment: printing it needs nothing. */
export const emailVariables = {};

/** What of it production cannot do without. */
export const productionEmailVariables = {};
