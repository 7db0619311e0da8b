import { act, render, screen } from "@testing-library/react";
import { useState } from "react";
import { expect, it } from "vitest";
import { FilesUnderWayProvider, useFilesUnderWay, useFollowUpload } from "./filesUnderWay";

function Upload({ work }: { readonly work: Promise<unknown> }) {
  const follow = useFollowUpload();
  return (
    <button type="button" onClick={() => follow(work)}>
      choose
    </button>
  );
}

function FormUnderTest({ work }: { readonly work: Promise<string> }) {
  const files = useFilesUnderWay();
  const [value, setValue] = useState("nothing");
  const [sent, setSent] = useState("");
  const shown = document.body;
  const submit = async () => {
    await files.settled();
    setSent(shown.querySelector("output")?.textContent ?? "");
  };
  return (
    <FilesUnderWayProvider value={files.follow}>
      <Upload work={work.then(setValue)} />
      <output>{value}</output>
      <button type="button" onClick={() => void submit()}>
        send
      </button>
      <p>{files.awaited ? `waits for ${files.count}` : `sent ${sent}`}</p>
    </FilesUnderWayProvider>
  );
}

it("a form sends when its last file has come, with the file in it", async () => {
  let arrive: (file: string) => void = () => undefined;
  const work = new Promise<string>((resolve) => {
    arrive = resolve;
  });
  render(<FormUnderTest work={work} />);
  await act(async () => screen.getByText("choose").click());
  await act(async () => screen.getByText("send").click());
  expect(screen.getByText("waits for 1")).toBeTruthy();
  await act(async () => arrive("photo"));
  expect(screen.getByText("sent photo")).toBeTruthy();
});
