import { startAnew, asApp, paris, invite, programme, awa, marc, appTokenFor, ask } from './graph-world.ts';
import { organise } from '../../src/emulator/outlook/organise.ts';
import {test} from 'vitest'; test('perf', async()=>{
const e = await startAnew();
const t0=performance.now();
for (let i=0;i<1000;i++){ const s=Date.UTC(2026,4,1)+i*3600e3*6; organise(e.world, programme, {subject:'x',start:{instant:s,timeZone:'UTC'},end:{instant:s+3600e3,timeZone:'UTC'},attendees:[{emailAddress:{address:awa.mail},type:'required'},{emailAddress:{address:marc.mail},type:'required'}],transactionId:'t'+i}); }
console.log('organise 1000', performance.now()-t0);
const a={authorization:`Bearer ${await appTokenFor(e)}`};
const t1=performance.now();
for(let i=0;i<50;i++) await ask(e,'GET',`/v1.0/users/${programme}/calendarView?startDateTime=2026-05-01T00:00:00Z&endDateTime=2027-06-01T00:00:00Z&$select=id,changeKey&$top=100`,undefined,a);
console.log('view each', (performance.now()-t1)/50);
const t2=performance.now();
const r=await ask(e,'POST',`/v1.0/users/${programme}/calendar/getSchedule`,{schedules:Array(20).fill(awa.mail),startTime:paris('2026-05-05T00:00:00'),endTime:paris('2026-07-04T00:00:00'),availabilityViewInterval:5},a);
console.log('schedule', r.status, performance.now()-t2);
await e.close();
}, 60000)
