/** The first file of an archive: what it is, for whoever finds it. */
export const readme = (
  name: string,
): string => `This archive holds all rows of the workspace ${name}, as they were at one moment.

manifest.json  What is in here: the workspace, and of each table its columns, its number of rows and its hash, with the SHA-256 of each file.
               It is the last file: an archive without it is not whole.
json/          One file a table, one row a line. Every value is the text that PostgreSQL has for it, or null, so that nothing is lost:
               numbers of any length, moments to the microsecond, bytes (as \\x and hexadecimal digits), JSON. Import reads these.
csv/           The same for people and spreadsheets (UTF-8, comma, CRLF). Null and empty text look alike; what a spreadsheet would take for a
               formula begins with an apostrophe; long bytes are told by their number.

To import it into an installation of Tenantry of the same version:
  npm run tenantry -- tenant import <this file>

People's passwords and sessions are not in here: they belong to an installation. Keep this file as safe as the workspace itself.
`;
