/** What a session needs from the environment: here it is a cookie, which needs nothing. */
export const sessionVariables = {};
