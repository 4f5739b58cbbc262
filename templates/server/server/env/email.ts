/** What sending email needs from the environment. Printing it needs nothing. */
export const emailVariables = {};

/** What production requires. */
export const productionEmailVariables = {};
