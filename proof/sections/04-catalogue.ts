import { deepEqual } from "node:assert/strict";
