import { standstillDrills } from '../../lib/drills/standstill-drills';

export const drills = standstillDrills('suspended');
