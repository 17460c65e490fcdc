import type { Metadata } from "next";
import { signedInContext } from "@/lib/kernel/page";
import { addressSuffix } from "@/lib/workspaces/addresses";
import { currencyOptions, localeOptions, zoneOptions } from "@/lib/workspaces/regions";
import { CreateForm } from "./_components/create-form";

export const metadata: Metadata = { title: "Create a workspace" };

export default async function NewWorkspacePage() {
  await signedInContext();
  return (
    <div className="mx-auto grid max-w-160 gap-6 px-4 py-12">
      <div>
        <h1 className="text-xl">Create a workspace</h1>
        <p className="text-muted text-sm">
          You become its owner. It starts empty, with one pipeline, and nobody else sees it.
        </p>
      </div>
      <CreateForm
        suffix={addressSuffix}
        zones={zoneOptions()}
        currencies={currencyOptions()}
        locales={localeOptions()}
      />
    </div>
  );
}
