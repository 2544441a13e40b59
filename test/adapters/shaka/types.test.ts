import type shaka from "shaka-player";
import { expectTypeOf, it } from "vitest";
import type {
  ShakaAbrManager,
  ShakaContext,
  ShakaPlayer,
  ShakaRequest,
  ShakaResponse,
  ShakaVariant,
} from "../../../src/adapters/shaka/index.js";

it("takes what the real package hands over", () => {
  expectTypeOf<shaka.default.Player>().toExtend<ShakaPlayer>();
  expectTypeOf<shaka.default.abr.SimpleAbrManager>().toExtend<ShakaAbrManager>();
  expectTypeOf<shaka.default.extern.Variant>().toExtend<ShakaVariant>();
  expectTypeOf<shaka.default.extern.Request>().toExtend<ShakaRequest>();
  expectTypeOf<shaka.default.extern.RequestContext>().toExtend<ShakaContext>();
  expectTypeOf<shaka.default.extern.Response>().toExtend<ShakaResponse>();
});
