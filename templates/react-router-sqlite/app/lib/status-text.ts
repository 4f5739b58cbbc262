interface StatusText {
  title: string;
  detail: string;
}

const texts: Record<number, StatusText> = {
  403: {
    title: "Not for this account",
    detail: "You are not allowed to see this page. Perhaps another account of yours is.",
  },
  404: {
    title: "Nothing at this address",
    detail: "The page may have moved, or the address has a typo in it.",
  },
  405: {
    title: "That does not work here",
    detail:
      "This address does not take that kind of request. Please start again from the home page.",
  },
  413: {
    title: "Too much at once",
    detail: "What was sent is larger than we accept. Please try again with less.",
  },
  429: {
    title: "A little too fast",
    detail: "There were too many requests from you. Please wait a minute and try again.",
  },
};

const unexpected: StatusText = {
  title: "Something broke on our side",
  detail: "It was not your fault, and nothing is lost. Please try again in a moment.",
};

/** What an error page says for an HTTP status. */
export function statusText(status: number): StatusText {
  return texts[status] ?? unexpected;
}
