package io.redemption.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportedFailureTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "'status':'failed'",
                "'status':'FAILURE'",
                "'Status':'Error'",
                "'status':'payment declined'",
                "'status':'rejected'",
                "'status':'refused'",
                "'status':'canceled'",
                "'status':'cancelled'",
                "'status':'pending'",
                "'status':'processing'",
                "'status':'in_progress'",
                "'status':'not redeemed'",
                "'status':'not_redeemed'",
                "'status':'invalid'",
                "'status':'expired'",
                "'status':'unsuccessful'",
                "'status':'false'",
                "'status':false",
                "'status':0",
                "'status':'0'",
                "'status':400",
                "'status':'500'",
                "'status_code':409",
                "'statusCode':'422'",
                "'http_status':503",
                "'result':'failure'",
                "'result':false",
                "'state':'reversed'",
                "'outcome':'denied'",
                "'success':false",
                "'success':0",
                "'success':'false'",
                "'success':'No'",
                "'succeeded':false",
                "'ok':false",
                "'failed':true",
                "'is_error':1",
                "'error':'limit reached'",
                "'error':true",
                "'error':{'code':'x'}",
                "'errors':['x']",
                "'errors':{'user_id':['x']}",
                "'error_code':17",
                "'error-message':'x'",
                "'violations':[{'code':'expired'}]",
                "'validation_status':{'status':1003,'message':'expired'}",
                "'validation_status':{'status':'1004'}"
            })
    void in_failureBesideTheEcho_isFound(String member) {
        assertThat(isFailure("{" + member + "}")).isTrue();
        assertThat(isFailure("{'id':'res-1'," + member + ",'more':1}"))
                .as("beside others")
                .isTrue();
        assertThat(isFailure("{'data':{'id':'res-1'," + member + "}}"))
                .as("in data")
                .isTrue();
        assertThat(isFailure("{'data':[{" + member + "}]}")).as("in an array").isTrue();
        assertThat(isFailure("{'meta':{" + member + "},'data':{'id':'res-1'}}"))
                .as("in meta")
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'status':'ok'",
                "'status':'success'",
                "'status':'Successful'",
                "'status':'completed'",
                "'status':'active'",
                "'status':'processed'",
                "'status':'redeemed'",
                "'status':1",
                "'status':'1'",
                "'status':200",
                "'status':'201'",
                "'status':true",
                "'status':null",
                "'status':''",
                "'status':{'code':'failed'}",
                "'active_status':0",
                "'result':'OK'",
                "'state':'approved'",
                "'success':true",
                "'success':1",
                "'success':'true'",
                "'error':null",
                "'error':false",
                "'error':''",
                "'error':'none'",
                "'error':0",
                "'error':{}",
                "'errors':[]",
                "'error_code':0",
                "'violations':[]",
                "'validation_status':{'status':1000,'message':'valid'}",
                "'validation_status':{'status':'1000'}",
                "'validation_status':{}",
                "'message':'failed attempts are counted'",
                "'note':'declined'",
                "'code':'FAILED50'",
                "'transaction_id':'error-1'"
            })
    void in_successOrUnknownMember_isNotTakenForAFailure(String member) {
        assertThat(isFailure("{" + member + "}")).isFalse();
        assertThat(isFailure("{'data':{'id':'res-1'," + member + "}}")).isFalse();
    }

    @Test
    void in_noObject_reportsNone() {
        for (String body : new String[] {"", "<html>failed</html>", "[{'status':'failed'}]", "null", "{"}) {
            assertThat(isFailure(body)).as(body).isFalse();
        }
    }

    private static boolean isFailure(String body) {
        return ReportedFailure.in(body.replace('\'', '"').getBytes(UTF_8));
    }
}
