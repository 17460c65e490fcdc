import { notFound } from "next/navigation";
import { operatorContext } from "@/lib/kernel/page";

/** Whatever the console does not have, inside its frame. */
export default async function NowherePage() {
  await operatorContext();
  notFound();
}
