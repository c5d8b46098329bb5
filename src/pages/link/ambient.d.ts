// What `web/contract.ts` speaks of reaches these through types alone; nothing of it is bundled.
/// <reference path="../../domain/jours-feries.d.ts" />
/// <reference path="../../db/fs-native-extensions.d.ts" />
