package io.redemption.spring;

import io.redemption.Redemptions;
import io.redemption.RedemptionsBuilder;
import io.redemption.events.RedemptionListener;
import io.redemption.port.AttemptJournal;
import io.redemption.port.RedemptionPort;
import io.redemption.spring.RedemptionProperties.Journal;
import io.redemption.spring.RedemptionProperties.Merchant;
import io.redemption.spring.RedemptionProperties.Vauchar;
import io.redemption.vauchar.VaucharOptions;
import io.redemption.vauchar.VaucharOptionsBuilder;
import io.redemption.vauchar.VaucharRedemptions;
import io.redemption.vertx.CredentialsProvider;
import java.util.HashMap;
import java.util.Map;
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
        return JdbcJournals.open(source.getBeanInstance(), journal);
    }

    /** Creates the redemptions of a merchant. */
    Redemptions redemptions(String merchant, Merchant values) {
        AttemptJournal journal = own(AttemptJournal.class, merchant, "AttemptJournal");
        RedemptionPort port = own(RedemptionPort.class, merchant, "RedemptionPort");
        RedemptionListener listener = beans.getBeanProvider(RedemptionListener.class)
                .orderedStream()
                .reduce(RedemptionListener::and)
                .orElse(RedemptionListener.NONE);
        return port == null
                ? VaucharRedemptions.connect(options(merchant, values.vauchar(), journal, listener))
                : over(port, journal, listener);
    }

    private static Redemptions over(
            RedemptionPort port, @Nullable AttemptJournal journal, RedemptionListener listener) {
        RedemptionsBuilder builder = Redemptions.builder(port).listener(listener);
        given(journal, builder::journal);
        return builder.build();
    }

    private VaucharOptions options(
            String merchant, Vauchar values, @Nullable AttemptJournal journal, RedemptionListener listener) {
        String merchantId = credential(merchant, "merchant-id", values.merchantId());
        String apiKey = credential(merchant, "api-key", values.apiKey());
        VaucharOptionsBuilder options = VaucharOptions.builder(values.url(), CredentialsProvider.of(merchantId, apiKey))
                .listener(listener);
        options.transport(http -> {
            http.issuer(values.issuer());
            given(values.sendTimeout(), http::sendTimeout);
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
        given(journal, options::journal);
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

    /** Finds the bean of a merchant: the one of its name; for the only merchant also the only one of the type. */
    private <T> @Nullable T own(Class<T> type, String merchant, String what) {
        String name = MerchantBeans.beanName(merchant, what);
        if (beans.containsBean(name)) {
            beans.registerDependentBean(name, MerchantBeans.beanName(merchant, "Redemptions"));
            return beans.getBean(name, type);
        }
        if (!merchant.equals(RedemptionProperties.ONLY) || beans.getBeanNamesForType(type, true, false).length == 0) {
            return null;
        }
        NamedBeanHolder<T> only = beans.resolveNamedBean(type);
        beans.registerDependentBean(only.getBeanName(), MerchantBeans.beanName(merchant, "Redemptions"));
        return only.getBeanInstance();
    }

    private void require(String type, String property, String artifact) {
        if (!ClassUtils.isPresent(type, beans.getBeanClassLoader())) {
            throw new RedemptionSetupException(
                    "The property '" + property + "' needs io.redemption:" + artifact + ", which is not there.",
                    "Add the dependency io.redemption:" + artifact + ".");
        }
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
