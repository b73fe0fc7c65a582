package io.redemption.spring;

import io.redemption.Redemptions;
import io.redemption.port.AttemptJournal;
import io.redemption.port.BasketJournal;
import io.redemption.port.RedemptionPort;
import io.redemption.spring.RedemptionProperties.Merchant;
import io.redemption.spring.RedemptionProperties.Port;
import io.redemption.spring.RedemptionProperties.Store;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;

/** Registers the beans of each merchant: redemptions, and a journal and a port where the properties ask for them. */
final class MerchantBeans implements ImportBeanDefinitionRegistrar {
    private final ConfigurableListableBeanFactory beans;
    private final Map<String, Merchant> merchants;
    private final boolean inMemory;

    /** Called by Spring, which passes nothing more precise than a {@code BeanFactory} here. */
    MerchantBeans(Environment environment, BeanFactory beans) {
        RedemptionProperties properties =
                Binder.get(environment).bindOrCreate(RedemptionProperties.PREFIX, RedemptionProperties.class);
        this.beans = (ConfigurableListableBeanFactory) beans;
        this.merchants = properties.allMerchants();
        this.inMemory = properties.port() == Port.IN_MEMORY;
    }

    /** {@return the name of a merchant's bean, which for the only merchant begins with a small letter} */
    static String beanName(String merchant, String what) {
        return merchant.equals(RedemptionProperties.ONLY)
                ? Character.toLowerCase(what.charAt(0)) + what.substring(1)
                : merchant + what;
    }

    @Override
    public void registerBeanDefinitions(AnnotationMetadata importing, BeanDefinitionRegistry registry) {
        boolean hasPort = merchants.containsKey(RedemptionProperties.ONLY)
                && beans.getBeanNamesForType(RedemptionPort.class, true, false).length > 0;
        merchants.forEach((name, merchant) -> {
            if (inMemory && !hasPort) {
                register(
                        registry,
                        name,
                        "RedemptionPort",
                        RedemptionPort.class,
                        () -> factory().inMemoryPort());
            }
            if (merchant.journal().store() == Store.JDBC) {
                register(
                        registry,
                        name,
                        "AttemptJournal",
                        AttemptJournal.class,
                        () -> factory().journal(name, merchant.journal()));
            }
            if (merchant.journal().baskets()) {
                register(
                        registry,
                        name,
                        "BasketJournal",
                        BasketJournal.class,
                        () -> factory().basketJournal(name, merchant.journal()));
            }
            register(
                    registry,
                    name,
                    "Redemptions",
                    Redemptions.class,
                    () -> factory().redemptions(name, merchant));
        });
    }

    private RedemptionsFactory factory() {
        return beans.getBean(RedemptionsFactory.class);
    }

    /** Registers a bean, unless the application has one of that name. */
    private static <T> void register(
            BeanDefinitionRegistry registry, String merchant, String what, Class<T> type, Supplier<T> created) {
        String name = beanName(merchant, what);
        if (registry.containsBeanDefinition(name)) {
            return;
        }
        RootBeanDefinition definition = new RootBeanDefinition(type, created);
        definition.setRole(BeanDefinition.ROLE_APPLICATION);
        definition.addQualifier(new AutowireCandidateQualifier(Qualifier.class, merchant));
        definition.setDestroyMethodName("(inferred)");
        registry.registerBeanDefinition(name, definition);
    }
}
