package io.redemption.jdbc;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;

/** Passes everything on to a database, except what a test does to a commit, of either dialect, and to a connect. */
final class FaultyDataSource {
    /** What happens at a place. */
    @FunctionalInterface
    interface Fault {
        void happen() throws Exception;
    }

    static final Fault NONE = () -> {};

    final AtomicInteger commits = new AtomicInteger();
    volatile Fault onConnect = NONE;
    volatile Fault beforeCommit = NONE;
    volatile Fault afterCommit = NONE;

    private final DataSource real;

    FaultyDataSource(DataSource real) {
        this.real = real;
    }

    DataSource dataSource() {
        return proxy(DataSource.class, real, (name, arguments, call) -> {
            if (name.equals("getConnection")) {
                onConnect.happen();
                return connection((Connection) call.run());
            }
            return call.run();
        });
    }

    private Connection connection(Connection connection) {
        return proxy(Connection.class, connection, (name, arguments, call) -> switch (name) {
            case "commit" -> committing(call);
            case "createStatement" -> statement((Statement) call.run());
            default -> call.run();
        });
    }

    private Statement statement(Statement statement) {
        return proxy(
                Statement.class,
                statement,
                (name, arguments, call) ->
                        name.equals("execute") && "commit".equals(arguments[0]) ? committing(call) : call.run());
    }

    private Object committing(Call call) throws Throwable {
        commits.incrementAndGet();
        beforeCommit.happen();
        Object answer = call.run();
        afterCommit.happen();
        return answer;
    }

    static Fault lost() {
        return () -> {
            throw new SQLException("the answer was lost", "08006", 10);
        };
    }

    private interface Call {
        Object run() throws Throwable;
    }

    private interface Interception {
        Object around(String name, Object[] arguments, Call call) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, T target, Interception interception) {
        return type.cast(Proxy.newProxyInstance(
                FaultyDataSource.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) ->
                        interception.around(method.getName(), arguments == null ? new Object[0] : arguments, () -> {
                            try {
                                return method.invoke(target, arguments);
                            } catch (InvocationTargetException thrown) {
                                throw thrown.getCause();
                            }
                        })));
    }
}
