package io.redemption.boot;

import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** A shop that runs in this process, with a browser. */
record Booted(ConfigurableApplicationContext application, Browser browser) implements AutoCloseable {
    /** Boots a shop on a free port. */
    static Booted with(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--server.port=0");
        all.add("--management.endpoints.web.exposure.include=health,metrics");
        all.add("--management.endpoint.health.show-details=always");
        if (all.stream().noneMatch(argument -> argument.startsWith("--spring.datasource"))) {
            all.add("--spring.datasource.url=jdbc:sqlite::memory:");
        }
        ConfigurableApplicationContext application = SpringApplication.run(Shop.class, all.toArray(String[]::new));
        String port = application.getEnvironment().getRequiredProperty("local.server.port");
        return new Booted(application, new Browser(Integer.parseInt(port)));
    }

    String pay(String order, String value) throws Exception {
        return browser.post(path(order, value));
    }

    /** The path that pays an order with the gift card. */
    static String path(String order, String value) {
        return "/pay?order=" + order + "&code=GIFT4U&value=" + value;
    }

    <T> T bean(Class<T> type) {
        return application.getBean(type);
    }

    @Override
    public void close() {
        application.close();
    }
}
