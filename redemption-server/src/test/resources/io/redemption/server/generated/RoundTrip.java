
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.util.Base64;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.CouponsApi;
import org.openapitools.client.api.GiftCardsApi;
import org.openapitools.client.api.VouchersApi;
import org.openapitools.client.model.CouponRedemption;
import org.openapitools.client.model.CouponRedemptionRequest;
import org.openapitools.client.model.GiftCardRedemption;
import org.openapitools.client.model.GiftCardRedemptionRequest;
import org.openapitools.client.model.VoucherRedemption;
import org.openapitools.client.model.VoucherRedemptionRequest;
/**
 * Creates, lists, gets and deletes a redemption of each kind through a client that was generated from the description.
 */
public class RoundTrip {
    public static void main(String[] arguments) throws ApiException {
        ApiClient client = new ApiClient();
        client.updateBaseUri(arguments[0]);
        String basic = Base64.getEncoder().encodeToString((arguments[1] + ":" + arguments[2]).getBytes());
        client.setRequestInterceptor(
                (HttpRequest.Builder request) -> request.header("Authorization", "Basic " + basic));
        coupon(new CouponsApi(client));
        voucher(new VouchersApi(client));
        giftCard(new GiftCardsApi(client));
        System.out.println("done");
    }

    private static void coupon(CouponsApi api) throws ApiException {
        String id = api.listCoupons("AMAZING").getData().get(0).getId();
        CouponRedemption made = api.createCouponRedemption(
                id, new CouponRedemptionRequest().userId("7").valueUsed(new BigDecimal("50.5")), "coupon-1");
        check(made.getValueUsed().equals("50.50"));
        check(api.getCouponRedemptions(id).getData().get(0).getId().equals(made.getId()));
        check(api.getSpecificRedemption(id, made.getId()).getData().getCouponId().equals(id));
        api.deleteSpecificRedemption(id, made.getId());
        check(api.getCouponRedemptions(id).getData().isEmpty());
    }

    private static void voucher(VouchersApi api) throws ApiException {
        String id = api.listVouchers("4D7DF0A1B2C3D").getData().get(0).getId();
        VoucherRedemption made = api.createVoucherRedemption(id, new VoucherRedemptionRequest().userId("7"), null);
        check(api.getVoucher(id).getData().getVoucherCode().equals("4D7DF0A1B2C3D"));
        check(api.listVoucherRedemptions(id).getData().get(0).getId().equals(made.getId()));
        check(api.getVoucherRedemption(id, made.getId()).getData().getVoucherId().equals(id));
        api.deleteVoucherRedemption(id, made.getId());
        check(api.listVoucherRedemptions(id).getData().isEmpty());
        check(api.validateVoucher(id).getValidationStatus().getStatus() == 1000L);
    }

    private static void giftCard(GiftCardsApi api) throws ApiException {
        String id = api.listGiftCards("GIFT4D7DF12345678").getData().get(0).getId();
        GiftCardRedemption made = api.createGiftCardRedemption(
                id, new GiftCardRedemptionRequest().valueUsed(new BigDecimal("0.1")), null);
        check(api.listGiftCardRedemptions(id).getData().get(0).getId().equals(made.getId()));
        check(api.getGiftCardRedemption(id, made.getId()).getData().getGiftCardId().equals(id));
        api.deleteGiftCardRedemption(id, made.getId());
        check(api.listGiftCardRedemptions(id).getData().isEmpty());
        try {
            api.createGiftCardRedemption(id, new GiftCardRedemptionRequest().valueUsed(new BigDecimal("601")), null);
            check(false);
        } catch (ApiException refused) {
            check(refused.getCode() == 400 && refused.getResponseBody().contains("balance_too_low"));
        }
    }

    private static void check(boolean holds) {
        if (!holds) {
            throw new AssertionError("see the line of the caller");
        }
    }
}
