import { Configuration, CouponsApi, GiftCardsApi, ResponseError, VouchersApi } from './index';

// Creates, lists, gets and deletes a redemption of each kind through a client that was generated from the description.
declare const process: { argv: string[]; exit(code: number): never };

const [basePath, username, password] = process.argv.slice(2);
const configuration = new Configuration({ basePath, username, password });

function check(holds: boolean): void {
  if (!holds) {
    throw new Error('see the line of the caller');
  }
}

async function coupon(api: CouponsApi): Promise<void> {
  const couponId = (await api.listCoupons({ couponCode: 'AMAZING' })).data[0].id;
  const made = await api.createCouponRedemption({
    couponId, couponRedemptionRequest: { userId: '7', valueUsed: 50.5 }, idempotencyKey: 'coupon-2',
  });
  check(made.valueUsed === '50.50');
  const redemptionId = made.id;
  check((await api.getCouponRedemptions({ couponId })).data[0].id === redemptionId);
  check((await api.getSpecificRedemption({ couponId, redemptionId })).data.couponId === couponId);
  await api.deleteSpecificRedemption({ couponId, redemptionId });
  check((await api.getCouponRedemptions({ couponId })).data.length === 0);
}

async function voucher(api: VouchersApi): Promise<void> {
  const voucherId = (await api.listVouchers({ voucherCode: '4D7DF0A1B2C3D' })).data[0].id;
  const redemptionId = (await api.createVoucherRedemption({ voucherId, voucherRedemptionRequest: { userId: '7' } })).id;
  check((await api.listVoucherRedemptions({ voucherId })).data[0].id === redemptionId);
  check((await api.getVoucherRedemption({ voucherId, redemptionId })).data.voucherId === voucherId);
  await api.deleteVoucherRedemption({ voucherId, redemptionId });
  check((await api.listVoucherRedemptions({ voucherId })).data.length === 0);
  check((await api.validateVoucher({ voucherId })).validationStatus.status === 1000);
}

async function giftCard(api: GiftCardsApi): Promise<void> {
  const giftCardId = (await api.listGiftCards({ giftCardCode: 'GIFT4D7DF12345678' })).data[0].id;
  const redemptionId = (await api.createGiftCardRedemption({ giftCardId, giftCardRedemptionRequest: { valueUsed: 0.1 } })).id;
  check((await api.listGiftCardRedemptions({ giftCardId })).data[0].id === redemptionId);
  check((await api.getGiftCardRedemption({ giftCardId, redemptionId })).data.giftCardId === giftCardId);
  await api.deleteGiftCardRedemption({ giftCardId, redemptionId });
  check((await api.listGiftCardRedemptions({ giftCardId })).data.length === 0);
  try {
    await api.createGiftCardRedemption({ giftCardId, giftCardRedemptionRequest: { valueUsed: 601 } });
    check(false);
  } catch (refused) {
    check(refused instanceof ResponseError && refused.response.status === 400);
  }
}

coupon(new CouponsApi(configuration))
  .then(() => voucher(new VouchersApi(configuration)))
  .then(() => giftCard(new GiftCardsApi(configuration)))
  .then(() => console.log('done'))
  .catch((thrown) => {
    console.log(thrown);
    process.exit(1);
  });
