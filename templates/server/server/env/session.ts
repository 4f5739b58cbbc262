/** What a session needs from the environment. A cookie needs nothing. */
export const sessionVariables = {};
