import type { ReactNode } from "react";
import type { Report } from "./report";
import { styles } from "./styles";

const count = (value: number): string => value.toLocaleString("en-US");

/** The report as a page of its own: no script, nothing loaded, fit for paper. */
export function Page({ report }: { report: Report }) {
  const { product, version, commit, changed, postgres, node, startedAt, seconds, levels, cases, failed } =
    report;
  return (
    <html lang="en">
      {/* biome-ignore lint/style/noHeadElement: a file of its own, which Next never sees */}
      <head>
        <meta charSet="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${product}: isolation of tenants`}</title>
        <style>{styles}</style>
      </head>
      <body>
        <main>
          <h1>Isolation of tenants</h1>
          <p className={failed === 0 ? "verdict" : "verdict bad"}>
            {failed === 0
              ? `${count(cases)} cases, and each ended as it must.`
              : `${count(failed)} of ${count(cases)} cases did not end as they must.`}
          </p>
          <p>
            What a person, a file, an address or an accident can bring about through the product is tried in
            sections 1 to 7, 9 and 10. What somebody could do who ran any SQL of their own is section 8: not
            all of that is refused, and the last section says what is not.
          </p>
          <dl>
            <Fact name="Product">{`${product} ${version}`}</Fact>
            <Fact name="Commit">
              {commit ? <code>{commit}</code> : "not a clone"}
              {changed && ", with changes that are not committed"}
            </Fact>
            <Fact name="Run">{`${startedAt}, ${seconds} s`}</Fact>
            <Fact name="PostgreSQL">{postgres}</Fact>
            <Fact name="Node.js">{node}</Fact>
            <Fact name="Isolation levels">{levels.join(", ")}</Fact>
            <Fact name="Repeat it">
              <code>npm run prove:isolation</code>
            </Fact>
          </dl>
          <Contents report={report} />
          {report.sections.map((section, index) => (
            <SectionPart key={section.title} section={section} number={index + 1} />
          ))}
          <Limits report={report} number={report.sections.length + 1} />
        </main>
      </body>
    </html>
  );
}

const Fact = ({ name, children }: { name: string; children: ReactNode }) => (
  <>
    <dt>{name}</dt>
    <dd>{children}</dd>
  </>
);

const Contents = ({ report }: { report: Report }) => (
  <table className="contents">
    <thead>
      <tr>
        <th>Section</th>
        <th className="number">Cases</th>
        <th>Result</th>
      </tr>
    </thead>
    <tbody>
      {report.sections.map(({ title, cases, failed }, index) => (
        <tr key={title}>
          <td>
            <a href={`#section-${index + 1}`}>{`${index + 1}. ${title}`}</a>
          </td>
          <td className="number">{count(cases)}</td>
          <td>
            <Result failed={failed} />
          </td>
        </tr>
      ))}
    </tbody>
  </table>
);

const Result = ({ failed, held = "all held" }: { failed: number; held?: string }) =>
  failed === 0 ? (
    <span className="good">{`✓ ${held}`}</span>
  ) : (
    <span className="bad">{`✗ ${count(failed)} failed`}</span>
  );

function SectionPart({ section, number }: { section: Report["sections"][number]; number: number }) {
  return (
    <section id={`section-${number}`}>
      <h2>{`${number}. ${section.title}`}</h2>
      <p className="claim">{section.claim}</p>
      <p>{section.how}</p>
      {section.failures.map(({ subject, attempt, problem }) => (
        <div className="failure" key={`${subject} ${attempt}`}>
          <strong>{`✗ ${subject}: ${attempt}`}</strong>
          <pre>{problem}</pre>
        </div>
      ))}
      <table>
        <thead>
          <tr>
            <th>What was tried</th>
            {section.remark && <th>{section.remark}</th>}
            <th className="number">Cases</th>
            <th>Result</th>
          </tr>
        </thead>
        <tbody>
          {section.subjects.map(({ name, remark, cases, failed }) => (
            <tr key={name}>
              <td>{name}</td>
              {section.remark && <td>{remark}</td>}
              <td className="number">{count(cases)}</td>
              <td>
                <Result failed={failed} held={section.remark === "Outcome" ? "as written" : undefined} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Limits({ report, number }: { report: Report; number: number }) {
  return (
    <section>
      <h2>{`${number}. What this does not prove`}</h2>
      <ul>
        <li>That nobody finds a way that is not tried here. Each section says what it tried.</li>
        <li>
          That the server, its operators and its backups are safe: whoever is administrator of the database
          reads all tenants.
        </li>
        <li>How long an answer takes. Answers are compared by what they say.</li>
        <li>What goes through the browser: that is tested apart, and named below.</li>
      </ul>
      <h3>Possible to somebody who runs any SQL as the application</h3>
      <p>
        No input of the product was found to do so (section 7). These would work all the same, at the levels
        named.
      </p>
      <table className="halves">
        <thead>
          <tr>
            <th>Why</th>
            <th>What, and at which levels</th>
          </tr>
        </thead>
        <tbody>
          {report.limits.map(({ because, what }) => (
            <tr key={because}>
              <td>{because}</td>
              <td>
                {what.map(({ name, levels }) => (
                  <div
                    key={name}
                  >{`${name} (${levels.length === report.levels.length ? "every level" : levels.join(", ")})`}</div>
                ))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <h3>Places that never tell</h3>
      <p>
        At these, a verb answers alike whether what is named there exists or not, also to whoever it belongs
        to. That nothing of another tenant is changed is checked as everywhere.
      </p>
      <ul>
        {report.silentPlaces.map(({ place, because }) => (
          <li key={place}>
            <code>{place}</code> {because}
          </li>
        ))}
      </ul>
      <h3>Known to everybody</h3>
      <ul>
        {report.publicAnswers.map(({ verb, because }) => (
          <li key={verb}>
            <code>{verb}</code> {because}
          </li>
        ))}
      </ul>
      <h3>Tested apart from this report, and not counted in it</h3>
      <ul>
        {report.seeAlso.map(({ name, shows }) => (
          <li key={name}>
            <code>{name}</code> {shows}
          </li>
        ))}
      </ul>
    </section>
  );
}
