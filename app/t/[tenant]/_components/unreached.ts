/** Where an action got no answer, and what is on the page says nothing more of it. */
export const UNREACHED = "This did not reach the server, and nothing was changed. Try again.";
