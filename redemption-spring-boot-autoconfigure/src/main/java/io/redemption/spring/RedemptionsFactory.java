package io.redemption.spring;

import io.redemption.Redemptions;
import io.redemption.RedemptionsBuilder;
import io.redemption.events.RedemptionListener;
import io.redemption.events.RequestHeaders;
import io.redemption.port.AttemptJournal;
import io.redemption.port.BasketJournal;
import io.redemption.port.ContextHook;
import io.redemption.port.RedemptionPort;
import io.redemption.spring.RedemptionProperties.Journal;
import io.redemption.spring.RedemptionProperties.Merchant;
import io.redemption.spring.RedemptionProperties.Vauchar;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharOptionsBuilder;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import io.redemption.vertx.VertxRedemptionOptions;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.config.NamedBeanHolder;
import org.springframework.util.ClassUtils;

/** Creates what the beans of a merchant are, out of the properties and the application's own beans. */
final class RedemptionsFactory {
    private static final String IN_MEMORY = "io.redemption.inmemory.InMemoryRedemptionPort";
    private static final String JDBC = "io.redemption.jdbc.JdbcAttemptJournal";
    private static final String REDEMPTIONS = "Redemptions";

    private final ConfigurableListableBeanFactory beans;
    private final RedemptionProperties properties;
    private final ObjectProvider<VaucharOptionsCustomizer> customizers;
    private final Map<String, String> merchantOfDataSource = new HashMap<>();

    RedemptionsFactory(
            ConfigurableListableBeanFactory beans,
            RedemptionProperties properties,
            ObjectProvider<VaucharOptionsCustomizer> customizers) {
        this.beans = beans;
        this.properties = properties;
        this.customizers = customizers;
    }

    /** Creates the issuer in memory. */
    RedemptionPort inMemoryPort() {
        require(IN_MEMORY, "redemption.port=in-memory", "redemption-adapter-inmemory");
        return InMemoryPorts.create();
    }

    /** Creates the journal of a merchant in the application's database. */
    AttemptJournal journal(String merchant, Journal journal) {
        String property = prefix(merchant) + ".journal";
        require(JDBC, property + ".store=jdbc", "redemption-adapter-jdbc");
        NamedBeanHolder<DataSource> source = dataSource(property, journal.dataSource());
        String other = merchantOfDataSource.putIfAbsent(source.getBeanName(), merchant);
        if (other != null) {
            throw new RedemptionSetupException(
                    "The merchants '" + other + "' and '" + merchant + "' would share the tables of the data source '"
                            + source.getBeanName() + "'. A journal is for one merchant.",
                    "Set " + property + ".data-source to a data source with a database schema of its own.");
        }
        beans.registerDependentBean(source.getBeanName(), MerchantBeans.beanName(merchant, "AttemptJournal"));
        return WrongOption.named(prefix(merchant), () -> JdbcJournals.open(source.getBeanInstance(), journal));
    }

    /** Creates the journal of a merchant's baskets, beside that of its attempts. */
    BasketJournal basketJournal(String merchant, Journal journal) {
        AttemptJournal attempts = own(AttemptJournal.class, merchant, "AttemptJournal", "BasketJournal");
        if (attempts == null) {
            return BasketJournal.inMemory();
        }
        BasketJournal baskets =
                ClassUtils.isPresent(JDBC, beans.getBeanClassLoader()) ? JdbcJournals.baskets(attempts) : null;
        if (baskets == null) {
            throw new RedemptionSetupException(
                    "The property '" + prefix(merchant) + ".journal.baskets' is true, but the journal of attempts is"
                            + " one of the application's own, which baskets cannot be kept beside.",
                    "Declare a bean of type BasketJournal, and remove the property.");
        }
        return baskets;
    }

    /** Creates the redemptions of a merchant. */
    Redemptions redemptions(String merchant, Merchant values) {
        AttemptJournal journal = own(AttemptJournal.class, merchant, "AttemptJournal", REDEMPTIONS);
        BasketJournal baskets = own(BasketJournal.class, merchant, "BasketJournal", REDEMPTIONS);
        RedemptionPort port = own(RedemptionPort.class, merchant, "RedemptionPort", REDEMPTIONS);
        RedemptionListener listener = beans.getBeanProvider(RedemptionListener.class)
                .orderedStream()
                .reduce(RedemptionListener::and)
                .orElse(RedemptionListener.NONE);
        ContextHook hook = beans.getBeanProvider(ContextHook.class).getIfUnique();
        RequestHeaders headers = requestHeaders();
        return port == null
                ? VaucharRedemptions.connect(WrongOption.named(
                        prefix(merchant),
                        () -> options(merchant, values.vauchar(), options -> {
                            options.listener(listener);
                            given(hook, options::contextHook);
                            given(headers, added -> options.transport(http -> http.requestHeaders(added)));
                            given(journal, options::journal);
                            given(baskets, options::basketJournal);
                        })))
                : over(merchant, port, options -> {
                    options.listener(listener);
                    given(hook, options::contextHook);
                    given(journal, options::journal);
                    given(baskets, options::basketJournal);
                });
    }

    private @Nullable RequestHeaders requestHeaders() {
        List<RequestHeaders> all =
                beans.getBeanProvider(RequestHeaders.class).orderedStream().toList();
        return all.isEmpty() ? null : (call, field) -> all.forEach(headers -> headers.addTo(call, field));
    }

    private Redemptions over(String merchant, RedemptionPort port, Consumer<RedemptionsBuilder> parts) {
        RedemptionsBuilder builder = Redemptions.builder(port);
        parts.accept(builder);
        beans.getBeanProvider(RedemptionsCustomizer.class)
                .orderedStream()
                .forEach(customizer -> customizer.customize(merchant, builder));
        return builder.build();
    }

    private VaucharOptions options(String merchant, Vauchar values, Consumer<VaucharOptionsBuilder> parts) {
        String merchantId = credential(merchant, "merchant-id", values.merchantId());
        String apiKey = credential(merchant, "api-key", values.apiKey());
        VaucharOptionsBuilder options =
                VaucharOptions.builder(values.url(), CredentialsProvider.of(merchantId, apiKey));
        parts.accept(options);
        options.transport(http -> {
            http.issuer(values.issuer());
            given(
                    values.sendTimeout(),
                    timeout -> http.sendTimeout(timeout)
                            .connectTimeout(shorter(timeout, VertxRedemptionOptions.DEFAULT_CONNECT_TIMEOUT)));
            given(values.poolSize(), http::poolSize);
            if (values.sendCredentialsInPlainText()) {
                http.sendCredentialsInPlainText();
            }
        });
        given(values.totalDeadline(), deadline -> options.resilience(all -> all.totalDeadline(deadline)));
        given(values.resolveWait(), options::resolveWait);
        given(properties.cache().timeToLive(), options::cached);
        options.resolveInBackground(values.resolveInBackground());
        if (values.singleNode()) {
            options.singleNode();
        }
        customizers.orderedStream().forEach(customizer -> customizer.customize(merchant, options));
        return options.build();
    }

    private static String credential(String merchant, String name, @Nullable String value) {
        if (value == null || value.isEmpty()) {
            String property = prefix(merchant) + ".vauchar." + name;
            throw new RedemptionSetupException(
                    "The property '" + property + "' is missing: the issuer does not answer without credentials.",
                    "Set " + property + ", or redemption.port=in-memory for an issuer in memory, or declare a bean of"
                            + " type RedemptionPort.");
        }
        return value;
    }

    private NamedBeanHolder<DataSource> dataSource(String property, @Nullable String name) {
        if (name != null) {
            return new NamedBeanHolder<>(name, beans.getBean(name, DataSource.class));
        }
        if (beans.getBeanNamesForType(DataSource.class, true, false).length == 0) {
            throw new RedemptionSetupException(
                    "The property '" + property + ".store' is jdbc, but the application has no data source.",
                    "Configure one, for example with spring.datasource.url.");
        }
        return beans.resolveNamedBean(DataSource.class);
    }

    /**
     * Finds the bean of a merchant: the one of its name; for the only merchant, the primary one before that, and
     * otherwise the only one of the type.
     */
    private <T> @Nullable T own(Class<T> type, String merchant, String what, String user) {
        String name = primaryOf(type, merchant).orElse(MerchantBeans.beanName(merchant, what));
        if (beans.containsBean(name)) {
            beans.registerDependentBean(name, MerchantBeans.beanName(merchant, user));
            return beans.getBean(name, type);
        }
        if (!merchant.equals(RedemptionProperties.ONLY) || beans.getBeanNamesForType(type, true, false).length == 0) {
            return null;
        }
        NamedBeanHolder<T> only = beans.resolveNamedBean(type);
        beans.registerDependentBean(only.getBeanName(), MerchantBeans.beanName(merchant, user));
        return only.getBeanInstance();
    }

    /** Finds the bean that the application prefers to others of the type, for the only merchant. */
    private Optional<String> primaryOf(Class<?> type, String merchant) {
        return merchant.equals(RedemptionProperties.ONLY)
                ? Arrays.stream(beans.getBeanNamesForType(type, true, false))
                        .filter(name -> beans.containsBeanDefinition(name)
                                && beans.getBeanDefinition(name).isPrimary())
                        .findFirst()
                : Optional.empty();
    }

    private void require(String type, String property, String artifact) {
        if (!ClassUtils.isPresent(type, beans.getBeanClassLoader())) {
            throw new RedemptionSetupException(
                    "The property '" + property + "' needs io.redemption:" + artifact + ", which is not there.",
                    "Add the dependency io.redemption:" + artifact + ".");
        }
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static String prefix(String merchant) {
        return merchant.equals(RedemptionProperties.ONLY)
                ? RedemptionProperties.PREFIX
                : RedemptionProperties.PREFIX + ".merchants." + merchant;
    }

    private static <T> void given(@Nullable T value, Consumer<T> setting) {
        if (value != null) {
            setting.accept(value);
        }
    }
}
